// Hits come from the index; what is shown of them comes from the cut, which has to bear them out.
#include "engine/use_case/searching.h"

#include <algorithm>

#include "engine/permission/findable.h"
#include "engine/use_case/excerpt.h"
#include "engine/use_case/look.h"

namespace accolade {
namespace {

Refusal refuse_terms(const std::string& sentence) {
  return {Why::Invalid, sentence, {{"q", sentence}}};
}

Outcome<std::vector<SearchTerm>> terms_in(const SearchRequest& request) {
  if (request.typed.size() > search_bytes_max) return refuse_terms("Search for something shorter.");
  std::vector<SearchTerm> terms = terms_of(request.typed);
  if (terms.size() > search_terms_max) {
    return refuse_terms("Search for at most " + std::to_string(search_terms_max) +
                        " words at once.");
  }
  return terms;
}

// The visible texts of a row, names included.
std::vector<PieceText> visible_texts(Ports& ports, const ListRow& row) {
  std::vector<PieceText> texts;
  const std::vector<const Field*> fields = row.workflow->searched_fields();
  for (auto& [piece, text] : texts_of(*row.workflow, row.snapshot)) {
    const Field* field =
        piece == reference_piece ? nullptr : fields.at(static_cast<std::size_t>(piece) - 1);
    const bool is_title = field != nullptr && field->name == row.workflow->headline;
    texts.push_back({field == nullptr ? Excerpt::Of::Reference : Excerpt::Of::Field,
                     field == nullptr ? "" : field->label, text, is_title});
  }
  std::vector<PersonId> ids;
  for (const Member& member : row.snapshot.people)
    ids.push_back(member.person);
  for (const Person& person : ports.directory.persons(ids)) {
    for (const Member& member : row.snapshot.people)
      if (member.person == person.id)
        texts.push_back({Excerpt::Of::Name, member.role, person.name, false});
  }
  return texts;
}

void add_row(Ports& ports, ReadingRoom& room, const Hit& hit, PersonId viewer, FoundRow found,
             std::vector<FoundCall>& calls) {
  if (calls.empty() || calls.back().root != hit.root) {
    FoundCall call{hit.root, "", "", {}};
    if (const Outcome<Look> root = look(ports, room, hit.root, viewer)) {
      const ListRow row = row_of(*root);
      call.title = row.title;
      call.kind = row.workflow->title;
    }
    calls.push_back(std::move(call));
  }
  calls.back().rows.push_back(std::move(found));
}

std::vector<FoundKind> kinds_of(Ports& ports, const std::vector<Hit>& hits) {
  std::vector<InstanceId> ids;
  for (const Hit& hit : hits)
    ids.push_back(hit.instance);
  std::vector<FoundKind> kinds;
  for (const HitKind& kind : ports.word_index.kinds(ids)) {
    const std::shared_ptr<const Package> package = ports.packages.get(kind.package);
    const Workflow* workflow = package->workflow(kind.workflow);
    const auto state = workflow == nullptr ? std::nullopt : workflow->state(kind.state);
    if (!state) continue;
    const State& one = workflow->states[*state];
    const bool is_atomic = one.kind == State::Kind::Atomic || one.kind == State::Kind::Final;
    if (!is_atomic) continue;
    kinds.push_back({kind.workflow, workflow->title, kind.state, one.title, kind.count});
  }
  return kinds;
}

}  // namespace

Outcome<Found> look_for(Ports& ports, const SearchRequest& request, PersonId viewer) {
  Outcome<std::vector<SearchTerm>> terms = terms_in(request);
  if (!terms) return terms.refusal();
  Found found;
  found.is_asked = !terms->empty();
  SearchQuery query{*terms, request.parent, request.workflow, {}, request.oldest_first};
  if (!request.state.empty()) query.states = {request.state};
  std::vector<Hit> hits = ports.word_index.find(query, viewer, hits_max + 1);
  found.is_more = hits.size() > hits_max;
  if (found.is_more) hits.resize(hits_max);
  found.count = static_cast<int>(hits.size());
  found.pages = (found.count + hits_of_a_page - 1) / hits_of_a_page;
  found.page = std::clamp(request.page, 1, std::max(found.pages, 1));
  found.kinds = kinds_of(ports, hits);

  ReadingRoom room(ports);
  const auto first = static_cast<std::size_t>((found.page - 1) * hits_of_a_page);
  for (std::size_t i = first; i < hits.size() && i < first + hits_of_a_page; ++i) {
    const Outcome<Look> seen = look(ports, room, hits[i].instance, viewer);
    if (!seen) continue;  // hidden since
    FoundRow row{row_of(*seen), {}};
    std::optional<std::vector<Excerpt>> excerpts =
        excerpts_of(visible_texts(ports, row.row), *terms);
    if (!excerpts) continue;
    row.excerpts = *std::move(excerpts);
    add_row(ports, room, hits[i], viewer, std::move(row), found.calls);
  }
  return found;
}

}  // namespace accolade
