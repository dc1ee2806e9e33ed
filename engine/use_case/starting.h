// What raising an event and starting an instance share: private to engine/use_case.
#pragma once

#include <optional>

#include "engine/use_case/look.h"

namespace accolade {

// The ask that raises an event, without its answers.
Ask ask_for(const Look& look, const FireRequest& request);

std::optional<Refusal> refuse_files(const Workflow& workflow, const Answers& answers);

// An event that starts a child and asks for that child's answers is such a start.
std::optional<StartRequest> start_asked(const Look& seen, const FireRequest& request);

// The answers with the ids of what the texts of fields of type instance name: a reference or a
// title. `above`: ancestors that the fields may look below, the nearest first. Refuses Invalid.
class References {
 public:
  References(Ports& ports, PersonId viewer) : ports_(ports), viewer_(viewer) {}
  // What the field may name, in the order in which it was begun.
  const std::vector<ListRow>& named_by(const Field& field, const Package& package,
                                       const std::vector<Header>& above);
  Outcome<Answers> resolved(const std::vector<const Field*>& fields, Answers answers,
                            const Package& package, const std::vector<Header>& above);

 private:
  Ports& ports_;
  PersonId viewer_;
  std::map<std::string, std::vector<ListRow>> found_;  // by workflow
};

// The instance and what is above it, the nearest first.
std::vector<Header> line_of(ReadingRoom& room, InstanceId id);

// Rows of these parents as the viewer sees them: two queries.
std::vector<ListRow> rows_below(Ports& ports, const std::vector<InstanceId>& parents,
                                const std::string& workflow, PersonId viewer);

// Of a list with `by:`: whatever names the shown instance, as the viewer sees it.
std::vector<ListRow> rows_naming(Ports& ports, const Shown& shown, const ListView& view,
                                 PersonId viewer);

// "A.1 Research projects to ...": its reference and its title.
std::string called(const ListRow& row);

}  // namespace accolade
