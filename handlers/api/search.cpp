// Reads the query, asks the same engine as the page.
#include "handlers/api/search.h"

#include <charconv>

#include <boost/json/array.hpp>

#include "engine/use_case/searching.h"
#include "handlers/api/representation.h"
#include "handlers/http/failure.h"

namespace accolade {
namespace {

namespace json = boost::json;

Refusal wrong(const std::string& field, const std::string& sentence) {
  return {Why::Invalid, sentence, {{field, sentence}}};
}

// Page 50 is the last there can be.
std::optional<int> page_in(const std::string& text) {
  int page = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), page);
  const bool is_number = error == std::errc{} && end == text.data() + text.size();
  return is_number && page >= 1 && page <= hits_max / hits_of_a_page ? std::optional(page)
                                                                     : std::nullopt;
}

Outcome<SearchRequest> search_request(const http::Request& request) {
  SearchRequest wanted;
  wanted.typed = request.asked("q").value_or("");
  wanted.workflow = request.asked("workflow").value_or("");
  wanted.state = request.asked("state").value_or("");
  const std::string sort = request.asked("sort").value_or("newest");
  if (sort != "newest" && sort != "oldest") return wrong("sort", "Sort by newest or oldest.");
  wanted.oldest_first = sort == "oldest";
  if (const auto text = request.asked("parent"); text && !text->empty()) {
    const auto id = InstanceId::parse(*text);
    if (!id) return wrong("parent", "This is no id.");
    wanted.parent = *id;
  }
  const std::optional<int> page = page_in(request.asked("page").value_or("1"));
  if (!page) return wrong("page", "A page is a number from 1 to 50.");
  wanted.page = *page;
  return wanted;
}

json::array matches_json(const std::vector<Excerpt>& excerpts) {
  json::array matches;
  for (const Excerpt& excerpt : excerpts) {
    std::string text;
    for (const Excerpt::Part& part : excerpt.parts)
      text += part.text;
    json::object match{{"in", "reference"}, {"label", nullptr}, {"text", text}};
    if (excerpt.of != Excerpt::Of::Reference) {
      match["in"] = excerpt.of == Excerpt::Of::Field ? "field" : "name";
      match["label"] = excerpt.label;
    }
    matches.push_back(std::move(match));
  }
  return matches;
}

json::object hit_json(const FoundCall& call, const FoundRow& row) {
  json::object hit = row_json(row.row);
  hit["root"] = call.root.text();
  hit["matches"] = matches_json(row.excerpts);
  return hit;
}

}  // namespace

http::Response search_everything(const Api& api, const http::Request& request, PersonId person) {
  const Outcome<SearchRequest> wanted = search_request(request);
  if (!wanted) return http::problem(wanted.refusal());

  const Outcome<Found> found = look_for(api.engine.ports(), *wanted, person);

  if (!found) return http::problem(found.refusal());
  json::array items;
  for (const FoundCall& call : found->calls)
    for (const FoundRow& row : call.rows)
      items.push_back(hit_json(call, row));
  return http::json(json::object{{"items", std::move(items)},
                                 {"count", found->count},
                                 {"is_more", found->is_more},
                                 {"page", found->page},
                                 {"pages", found->pages}});
}

}  // namespace accolade
