"""Everything that makes the pipeline's weights; never imported by the package."""
