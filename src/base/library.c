#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *soname, const struct library_function *functions,
    size_t n, void *out)
{
	void *const handle = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	if (handle == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		void *const found = dlsym(handle, functions[i].name);

		if (found == NULL)
			return false;
		/* ISO C has no cast from an object to a function */
		memcpy((char *)out + functions[i].at, &found, sizeof(found));
	}
	return true;
}
