// What every page does: the theme button works without a reload, copy buttons copy.
import { wireCopy } from "./copy.js";
import { wireTheme } from "./theme.js";

wireTheme();
wireCopy();
