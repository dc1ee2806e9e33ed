// What fields of type copies would take now: of those below the same parent, as they are.
#include <algorithm>

#include "engine/use_case/look.h"
#include "engine/use_case/transaction.h"

namespace accolade {
namespace {

bool says_yes(const Snapshot& one, const std::string& field) {
  const bool* const yes = at(one.fields, field).as<bool>();
  return yes != nullptr && *yes;
}

bool is_copied(const Field& field, const Snapshot& one) {
  if (!one.outcome.empty()) return false;
  if (!field.only_if.empty() && !says_yes(one, field.only_if)) return false;
  return field.unless.empty() || !says_yes(one, field.unless);
}

std::string full_name(const Workflow& workflow, const Snapshot& one) {
  const std::string title = title_of(workflow, one);
  return one.reference.empty() ? title : one.reference + " " + title;
}

}  // namespace

std::vector<Snapshot> Transaction::children_now(InstanceId parent,
                                                const std::string& workflow) const {
  std::vector<Snapshot> children = world_.children(parent, workflow);
  for (Snapshot& child : children) {
    const auto changed = changes_.find(child.id);
    if (changed != changes_.end()) child = changed->second.next;
  }
  std::sort(children.begin(), children.end(),
            [](const Snapshot& a, const Snapshot& b) { return a.id < b.id; });
  return children;
}

// By id: what the instances that a field may name are called.
std::map<std::string, std::string> Transaction::names_for(const Context& context,
                                                          const Field& field) const {
  std::map<std::string, std::string> names;
  const Workflow* const named = context.package->workflow(field.pool);
  if (field.type != FieldType::Instance || named == nullptr) return names;
  for (const InstanceId above : ancestors_of(context.before, source())) {
    const Snapshot* const ancestor = seen(above);
    if (ancestor == nullptr || ancestor->workflow != named->parent) continue;
    for (const Snapshot& one : children_now(above, named->name))
      names.emplace(one.id.text(), full_name(*named, one));
    break;
  }
  return names;
}

Value Transaction::copy_of(const Context& context, const Field& field) const {
  const Workflow* const of = context.package->workflow(field.pool);
  List rows;
  for (const Snapshot& one : children_now(context.before.parent, field.pool)) {
    if (!is_copied(field, one) || rows.size() == copies_max) continue;
    Record row;
    for (const std::string& column : field.columns) {
      if (const Value& value = at(one.fields, column); !value.is_absent()) row[column] = value;
    }
    rows.emplace_back(std::move(row));
  }
  for (const std::string& column : field.columns) {
    const Field* const copied = of->field(column);
    if (copied == nullptr || copied->type != FieldType::Instance) continue;
    const std::map<std::string, std::string> names = names_for(context, *copied);
    for (Value& value : rows) {
      Record row = *value.as<Record>();
      const auto* const id = at(row, column).as<std::string>();
      const auto name = id == nullptr ? names.end() : names.find(*id);
      if (name == names.end()) continue;
      row[name_when_copied(column)] = name->second;
      value = std::move(row);
    }
  }
  return rows.empty() ? Value() : Value(std::move(rows));
}

void Transaction::add_copies(Context& context) const {
  for (const Field& field : context.workflow->fields) {
    if (field.type != FieldType::Copies || context.package->workflow(field.pool) == nullptr)
      continue;
    context.facts.copies.emplace(field.name, copy_of(context, field));
  }
}

}  // namespace accolade
