"""Pictures drawn on the server as SVG and tables, so that every mark is a link and no script is needed.

Plotly (4.8 MB of script) and Bokeh (1.3 MB) were tried first: under the pages' Content-Security-Policy Bokeh's styles
are refused and its charts fall apart, Plotly's map asks a server of its makers for outlines, and Plotly's script alone
keeps a browser busy for longer than a page may take.
"""
