#include "visit/policy.h"

const struct policy policy_personal = { POLICY_QUIT | POLICY_SUSPEND |
					POLICY_SAVE };

bool policy_allows(const struct policy *policy, unsigned what)
{
	return (policy->allowed & what) == what;
}
