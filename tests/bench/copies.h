// Rows of one instance as many times again: how a bench comes to a million of them.
#pragma once

#include <string>

#include "db/sql/connection.h"
#include "engine/value/ids.h"

namespace accolade {

// Everything that hangs on `one`, `times` times, under the ids that follow: in the same tree, below
// the same parent. None of these ids may be in use.
void copy_instance(db::Connection& connection, InstanceId one, std::int64_t times);

}  // namespace accolade
