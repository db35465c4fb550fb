// What every page does: the theme button works without a reload of the page, messages are said aloud.
import { wireTheme } from "./theme.js";

wireTheme();
