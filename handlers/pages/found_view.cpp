// Labels excerpts, counts, and links to other pages of the same search.
#include "handlers/pages/found_view.h"

#include <fmt/format.h>

#include "engine/definition/naming.h"
#include "handlers/pages/filter_view.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/words.h"

namespace accolade {
namespace {

namespace json = boost::json;

std::string label_of(const Excerpt& excerpt) {
  switch (excerpt.of) {
    case Excerpt::Of::Reference:
      return "Reference";
    case Excerpt::Of::Field:
      return excerpt.label;
    case Excerpt::Of::Name:
      return sentence_case(excerpt.label);
  }
  return "";
}

json::array excerpts_view(const std::vector<Excerpt>& excerpts) {
  json::array view;
  for (const Excerpt& excerpt : excerpts) {
    json::array parts;
    for (const Excerpt::Part& part : excerpt.parts)
      parts.push_back(json::object{{"part", part.text}, {"is_found", part.is_found}});
    view.push_back(json::object{{"excerpt_label", label_of(excerpt)},
                                {"is_cut_before", excerpt.is_cut_before},
                                {"parts", std::move(parts)},
                                {"is_cut_after", excerpt.is_cut_after}});
  }
  return view;
}

}  // namespace

json::object found_row_view(const FoundRow& found) {
  const ListRow& row = found.row;
  return {{"row_href", path_to(row.snapshot.id)},
          {"row_title", row.title},
          {"row_kind", kind_and_reference(*row.workflow, row.snapshot)},
          {"row_state", states_in_words(row.states)},
          {"excerpts", excerpts_view(found.excerpts)}};
}

json::array calls_view(const Found& found) {
  json::array view;
  for (const FoundCall& call : found.calls) {
    json::array rows;
    for (const FoundRow& row : call.rows)
      rows.push_back(found_row_view(row));
    view.push_back(json::object{{"call_id", call.root.text()},
                                {"call_title", call.title.empty() ? "Elsewhere" : call.title},
                                {"call_kind", call.kind},
                                {"rows", std::move(rows)}});
  }
  return view;
}

std::string count_in_words(const Found& found, const SavedFilter& filter) {
  if (!found.is_more) return fmt::format("{} found", found.count);
  return fmt::format("More than {} found, and these are the {} {}: add a word to find fewer",
                     hits_max, hits_max, filter.oldest_first ? "oldest" : "newest");
}

json::array kinds_view(const Found& found, const SavedFilter& filter) {
  json::array view;
  for (const FoundKind& kind : found.kinds) {
    SavedFilter only = filter;
    only.workflow = kind.workflow;
    only.state = kind.state;
    view.push_back(json::object{
        {"kind_href", path_to(only)},
        {"kind", kind.title},
        {"kind_state", kind.state_title.empty() ? sentence_case(kind.state) : kind.state_title},
        {"count", kind.count}});
  }
  return view;
}

json::object pages_view(const Found& found, const SavedFilter& filter) {
  return {{"place", fmt::format("Page {} of {}", found.page, std::max(found.pages, 1))},
          {"before", found.page > 1 ? path_to_search(filter, found.page - 1) : ""},
          {"behind", found.page < found.pages ? path_to_search(filter, found.page + 1) : ""}};
}

}  // namespace accolade
