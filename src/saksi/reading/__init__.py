"""Reading: one step a module, each with one input and one output; ``reader`` runs them in order."""
