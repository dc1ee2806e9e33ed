// Takes the form, asks the port, goes back to where the filter is shown.
#include "handlers/pages/filter_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/search/terms.h"
#include "handlers/http/form.h"
#include "handlers/pages/filter_view.h"

namespace accolade {
namespace {

constexpr std::ptrdiff_t name_characters_max = 100;
constexpr std::size_t word_bytes_max = 200;  // of a workflow or a state

Refusal wrong(const std::string& sentence) {
  return {Why::Invalid, sentence, {{"name", sentence}}};
}

std::string without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1));
}

Outcome<std::string> name_in(const http::Form& form) {
  std::string name = without_blanks(form.value("name"));
  if (name.empty()) return wrong("Give the filter a name.");
  const auto characters = std::ranges::count_if(
      name, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  if (characters > name_characters_max)
    return wrong(fmt::format("A name has at most {} characters.", name_characters_max));
  return name;
}

Outcome<SavedFilter> filter_in(const http::Form& form) {
  Outcome<std::string> name = name_in(form);
  if (!name) return name.refusal();
  SavedFilter filter;
  filter.name = *std::move(name);
  filter.place = InstanceId::parse(form.value("place")).value_or(InstanceId{});
  filter.workflow = form.value("workflow");
  filter.state = form.value("state");
  filter.typed = form.value("typed");
  filter.oldest_first = form.value("sort") == "oldest";
  if (filter.workflow.size() > word_bytes_max || filter.state.size() > word_bytes_max ||
      filter.typed.size() > search_bytes_max) {
    return wrong("This is too long to be kept.");
  }
  return filter;
}

http::Response answer(Pages& pages, const Visit& visit, FilterProblem problem,
                      const std::string& go_to) {
  switch (problem) {
    case FilterProblem::None:
      return http::see_other(go_to);
    case FilterProblem::NameTaken:
      return refused(pages, visit, wrong("You have a filter of this name already."));
    case FilterProblem::TooMany:
      return refused(
          pages, visit,
          wrong(fmt::format("You have {} filters. Delete one first.", saved_filters_max)));
    case FilterProblem::NotThere:
      return refused(pages, visit, no_such_page());
  }
  return refused(pages, visit, no_such_page());
}

std::optional<FilterId> filter_id(const Visit& visit) {
  return FilterId::parse(visit.request.parameter("id"));
}

}  // namespace

http::Response keep_filter(Pages& pages, const Visit& visit) {
  if (is_nobody(visit)) return go_and_sign_in(visit);
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  const Outcome<SavedFilter> filter = filter_in(*form);
  if (!filter) return refused(pages, visit, filter.refusal());

  return answer(pages, visit, pages.engine.ports().filters.keep(visit.person, *filter),
                path_to(*filter));
}

http::Response rename_filter(Pages& pages, const Visit& visit) {
  if (is_nobody(visit)) return go_and_sign_in(visit);
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  const std::optional<FilterId> id = filter_id(visit);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<std::string> name = name_in(*form);
  if (!name) return refused(pages, visit, name.refusal());

  return answer(pages, visit, pages.engine.ports().filters.rename(visit.person, *id, *name),
                "/#filters");
}

http::Response delete_filter(Pages& pages, const Visit& visit) {
  if (is_nobody(visit)) return go_and_sign_in(visit);
  const std::optional<FilterId> id = filter_id(visit);
  if (!id) return refused(pages, visit, no_such_page());

  return answer(pages, visit, pages.engine.ports().filters.remove(visit.person, *id), "/#filters");
}

}  // namespace accolade
