// Where the pages of things are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/value/ids.h"

namespace accolade {

std::string path_to(InstanceId id);
std::string path_to_form(InstanceId id, std::size_t page);  // from 1
std::string path_to_check(InstanceId id);
std::string path_to_done(InstanceId id);
std::string path_to_move(InstanceId id);
std::string path_to_door(InstanceId id);
std::string path_to_event(InstanceId id, std::string_view event);
// `state` and `after` may be empty.
std::string path_to_children(InstanceId id, std::string_view workflow, std::string_view state,
                             InstanceId after);
std::string path_to_all_at_once(InstanceId id, std::string_view workflow, std::string_view state);
std::string path_to(LetterId id);
std::string path_to(FileId id);

// What may stand as one value in a path or query (RFC 3986, 2.3).
std::string percent_encoded(std::string_view text);

}  // namespace accolade
