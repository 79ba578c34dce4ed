/*
 * role.h - what a run of text means; never a colour.
 *
 * ui/terminal/theme.c turns a role into attributes and colours; content/write
 * turns it into SGR or HTML. Every role that matters also shows in words or
 * marks, so that nothing is lost without colour.
 */
#ifndef LUMBAR_ROLE_H
#define LUMBAR_ROLE_H

enum role {
	ROLE_NORMAL,
	ROLE_STRONG,
	ROLE_EMPH,
	ROLE_CODE,
	ROLE_STRIKE,
	ROLE_LINK,
	ROLE_TITLE,   /* the article's name */
	ROLE_HEADING, /* a part of the article */
	ROLE_RULE,    /* lines that only separate */
	ROLE_CAPTION, /* under a figure; sources; dates */
	ROLE_LABEL,   /* "label:" of a table row, a list number */
	/* care levels, in the order of urgency */
	ROLE_EMERGENCY,
	ROLE_URGENT,
	ROLE_ROUTINE,
	ROLE_SELFCARE,
	ROLE_DO,
	ROLE_DONT,
	ROLE_NOTE,
	/* the program's own */
	ROLE_BAR,     /* first row of a screen */
	ROLE_FOCUS,   /* the selected thing */
	ROLE_MATCH,   /* found by find */
	ROLE_FOUND,   /* the match that find stands on */
	ROLE_HINT,    /* last row of a screen */
	ROLE_HELP,    /* "! URGENT HELP" */
	ROLE_MESSAGE, /* the message row */
	ROLE_PAPER,   /* black on white whatever the theme: a code to scan */
	ROLE_COUNT
};

#endif
