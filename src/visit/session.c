#include "visit/session.h"

#include <stdio.h>
#include <string.h>

void session_begin(struct session *session, const char *start)
{
	memset(session, 0, sizeof(*session));
	session->n = 1;
	if (start[0] != '\0')
		session_push(session, start);
}

struct session_place *session_here(struct session *session)
{
	return &session->places[session->at];
}

void session_push(struct session *session, const char *id)
{
	struct session_place *places = session->places;
	const bool secret = places[session->at].secret && id[0] != '\0';
	struct session_place *place;

	if (session->at + 1 == SESSION_PLACES) {
		memmove(&places[1], &places[2],
		    (SESSION_PLACES - 2) * sizeof(places[0]));
		session->at--;
	}
	place = &places[++session->at];
	memset(place, 0, sizeof(*place));
	snprintf(place->id, sizeof(place->id), "%s", id);
	place->secret = secret;
	session->n = session->at + 1;
}

bool session_back(struct session *session)
{
	if (session->at == 0)
		return false;
	session->at--;
	return true;
}

bool session_forward(struct session *session)
{
	if (session->at + 1 >= session->n)
		return false;
	session->at++;
	return true;
}

void session_wipe(struct session *session)
{
	explicit_bzero(session, sizeof(*session));
}
