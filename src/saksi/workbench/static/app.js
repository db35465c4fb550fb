// What every page does: the theme button works without a reload, copy buttons copy, the filter bar keeps addresses short.
import { wireCopy } from "./copy.js";
import { wireFilters } from "./filters.js";
import { wireTheme } from "./theme.js";

wireTheme();
wireCopy();
wireFilters();
