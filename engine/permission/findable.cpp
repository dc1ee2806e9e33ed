// Numbers the pieces, and reads their texts off a snapshot.
#include "engine/permission/findable.h"

#include <stdexcept>

#include "engine/permission/sight.h"
#include "engine/search/words.h"

namespace accolade {

std::int64_t piece_bit(int piece) {
  if (piece < 0 || piece >= search_pieces_max) throw std::logic_error("too many pieces to search");
  return std::int64_t{1} << piece;
}

std::int64_t pieces_shown(const Workflow& workflow, const Sight& sight) {
  std::int64_t shown = piece_bit(reference_piece);
  int piece = reference_piece;
  for (const Field* field : workflow.searched_fields()) {
    ++piece;
    if (sees_field(sight, field->name)) shown |= piece_bit(piece);
  }
  for (const auto& [role, source] : workflow.people) {
    ++piece;
    if (sight.all_names || sight.names.contains(role)) shown |= piece_bit(piece);
  }
  return shown;
}

std::int64_t names_bit(const Workflow& workflow, const std::string& role) {
  int piece = 1 + static_cast<int>(workflow.searched_fields().size());
  for (const auto& [name, source] : workflow.people) {
    if (name == role) return piece_bit(piece);
    ++piece;
  }
  return 0;
}

std::map<int, std::string> texts_of(const Workflow& workflow, const Snapshot& snapshot) {
  std::map<int, std::string> texts;
  if (!snapshot.reference.empty()) texts.emplace(reference_piece, snapshot.reference);
  int piece = reference_piece;
  for (const Field* field : workflow.searched_fields()) {
    ++piece;
    const auto* text = at(snapshot.fields, field->name).as<std::string>();
    if (text != nullptr && !text->empty()) texts.emplace(piece, *text);
  }
  return texts;
}

std::map<int, std::string> changed_pieces(const Workflow& workflow, const Snapshot& before,
                                          const Snapshot& next) {
  std::map<int, std::string> changed;
  const std::map<int, std::string> old = texts_of(workflow, before);
  const std::map<int, std::string> now = texts_of(workflow, next);
  for (const auto& [piece, text] : old)
    if (!now.contains(piece)) changed.emplace(piece, "");
  for (const auto& [piece, text] : now) {
    const auto known = old.find(piece);
    if (known == old.end() || known->second != text) changed.emplace(piece, searchable(text));
  }
  return changed;
}

}  // namespace accolade
