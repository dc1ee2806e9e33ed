// Paths, spelled once.
#include "handlers/pages/paths.h"

#include "handlers/http/message.h"
#include "handlers/pages/visit.h"

namespace accolade {

std::string percent_encoded(std::string_view text) {
  return http::percent_encoded(text);
}

std::string path_to(InstanceId id) {
  return "/instances/" + id.text();
}

std::string path_to_form(InstanceId id, std::size_t page) {
  return path_to(id) + "/form/" + std::to_string(page);
}

std::string path_to_check(InstanceId id) {
  return path_to(id) + "/check";
}

std::string path_to_done(InstanceId id) {
  return path_to(id) + "/done";
}

std::string path_to_move(InstanceId id) {
  return path_to(id) + "/move";
}

std::string path_to_door(InstanceId id) {
  return path_to(id) + "/door";
}

std::string path_to_event(InstanceId id, std::string_view event) {
  return path_to(id) + "/events/" + percent_encoded(event);
}

std::string path_to_children(InstanceId id, std::string_view workflow, std::string_view state,
                             InstanceId after) {
  std::string path = path_to(id) + "/children/" + percent_encoded(workflow);
  char separator = '?';
  if (!state.empty()) {
    path += std::string(1, separator) + "state=" + percent_encoded(state);
    separator = '&';
  }
  if (after) path += std::string(1, separator) + "after=" + after.text();
  return path;
}

std::string path_to_all_at_once(InstanceId id, std::string_view workflow, std::string_view state) {
  return path_to(id) + "/children/" + percent_encoded(workflow) +
         "/all?state=" + percent_encoded(state);
}

std::string path_to(LetterId id) {
  return "/letters/" + id.text();
}

std::string path_to(FileId id) {
  return "/files/" + id.text();
}

std::string sign_in_path(std::string_view path) {
  return "/sign-in?go_to=" + percent_encoded(path);
}

}  // namespace accolade
