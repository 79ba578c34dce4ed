#include "confine.h"

#ifdef LUMBAR_SANDBOX_TRAP
#define TRAP true
#else
#define TRAP false
#endif

/* The one that is open, or would be. */
static const char *pack(struct cli *cli)
{
	return cli->catalog.root.fd >= 0 ? cli->catalog.root.path
	                                 : cli_find_pack(cli);
}

struct sandbox confine_reader(struct cli *cli, bool keeps)
{
	return (struct sandbox){
		.trap = TRAP,
		.pack = pack(cli),
		.state = keeps ? settings_state_folder(&cli->arena) : NULL,
		.save = ".",
	};
}

void confine_plain(struct cli *cli, bool keeps)
{
	const struct sandbox sandbox = confine_reader(cli, keeps);

	sandbox_enter_files(&sandbox);
	sandbox_enter_calls(&sandbox);
}

void confine_pack(struct cli *cli, bool calls)
{
	const struct sandbox sandbox = {
		.trap = TRAP, .bare = true, .pack = pack(cli)
	};

	sandbox_enter_files(&sandbox);
	if (calls)
		sandbox_enter_calls(&sandbox);
}

void confine_open_files(void)
{
	const struct sandbox sandbox = { .bare = true };

	sandbox_enter_files(&sandbox);
}
