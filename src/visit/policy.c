#include "visit/policy.h"

#define PERSONAL (POLICY_QUIT | POLICY_SUSPEND | POLICY_SAVE)

const struct policy policy_personal = { PERSONAL | POLICY_KEEP };
const struct policy policy_forgetful = { PERSONAL };
const struct policy policy_kiosk = { POLICY_FINISH | POLICY_TAKE };

bool policy_allows(const struct policy *policy, unsigned what)
{
	return (policy->allowed & what) == what;
}
