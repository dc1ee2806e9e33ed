// Canonical encoding: one JSON object with its keys in alphabetical order, values in their stored
// form.
#include "engine/record/entry.h"

#include <stdexcept>

#include <boost/json.hpp>

#include "engine/record/hash.h"

namespace accolade {
namespace {

namespace json = boost::json;

json::array texts(const std::vector<std::string>& items) {
  json::array array;
  for (const std::string& item : items)
    array.emplace_back(item);
  return array;
}

std::vector<std::string> read_texts(const json::value& value) {
  std::vector<std::string> items;
  for (const json::value& item : value.as_array())
    items.emplace_back(item.as_string());
  return items;
}

Fields only(const Happened& happened, bool personal) {
  Fields fields;
  for (const auto& [name, value] : happened.changed) {
    if (happened.kept.contains(name)) continue;
    if (happened.personal.contains(name) == personal) fields.emplace(name, value);
  }
  return fields;
}

std::string personal_part_of(const Happened& happened) {
  return json::serialize(
      json::object{{"actor", happened.actor.number}, {"fields", to_stored(only(happened, true))}});
}

std::string public_part_of(const Happened& happened, std::int64_t version,
                           const std::string& commitment, json::object kept) {
  json::object open{
      {"at", happened.at.time_since_epoch().count()},
      {"commitment", commitment},
      {"event", happened.event},
      {"fields", to_stored(only(happened, false))},
      {"from", texts(happened.from)},
      {"personal",
       texts(std::vector<std::string>(happened.personal.begin(), happened.personal.end()))},
      {"roles", texts(happened.roles)},
      {"says", happened.says},
      {"source", static_cast<int>(happened.source)},
      {"to", texts(happened.to)},
      {"version", version},
  };
  if (!kept.empty()) open["kept"] = std::move(kept);
  return json::serialize(open);
}

// Lengths first, so that no two pairs of texts make the same bytes.
std::string joined(const std::string& first, const std::string& second) {
  return std::to_string(first.size()) + ":" + first + second;
}

// What was deleted is not there; what is there is what was sealed.
bool kept_holds(const Entry& entry, const json::value& open) {
  const auto* const sealed = open.as_object().if_contains("kept");
  for (const auto& [name, kept] : entry.kept) {
    const auto* const commitment =
        sealed == nullptr ? nullptr : sealed->as_object().if_contains(name);
    if (commitment == nullptr || commitment->as_string() != hash_hex(joined(kept.salt, kept.part)))
      return false;
  }
  return true;
}

}  // namespace

Entry seal(Happened happened, std::int64_t version, const std::string& previous, std::string salt,
           const std::map<std::string, std::string>& kept_salts) {
  Entry entry;
  json::object kept;
  for (const std::string& name : happened.kept) {
    const Fields field{{name, at(happened.changed, name)}};
    KeptPart part{kept_salts.at(name), json::serialize(to_stored(field))};
    kept[name] = hash_hex(joined(part.salt, part.part));
    entry.kept.emplace(name, std::move(part));
  }
  entry.version = version;
  entry.personal_part = personal_part_of(happened);
  entry.public_part = public_part_of(happened, version, hash_hex(joined(salt, entry.personal_part)),
                                     std::move(kept));
  entry.salt = std::move(salt);
  entry.previous = previous;
  entry.hash = hash_hex(joined(previous, entry.public_part));
  entry.happened = std::move(happened);
  return entry;
}

bool holds(const Entry& entry, const std::string& previous) {
  if (entry.previous != previous) return false;
  if (entry.hash != hash_hex(joined(previous, entry.public_part))) return false;
  const json::value parsed = json::parse(entry.public_part);
  if (!kept_holds(entry, parsed)) return false;
  if (entry.salt.empty()) return entry.personal_part.empty();
  return parsed.at("commitment").as_string() == hash_hex(joined(entry.salt, entry.personal_part));
}

Happened happened_from(const std::string& public_part, const std::string& personal_part,
                       const std::map<std::string, KeptPart>& kept) {
  const json::value open = json::parse(public_part);
  Happened happened;
  happened.event = open.at("event").as_string();
  happened.source = static_cast<Event::Source>(open.at("source").to_number<int>());
  happened.at = Instant(Duration(open.at("at").to_number<std::int64_t>()));
  happened.roles = read_texts(open.at("roles"));
  happened.from = read_texts(open.at("from"));
  happened.to = read_texts(open.at("to"));
  happened.says = open.at("says").as_string();
  happened.changed = fields_from_stored(open.at("fields"));
  for (std::string& name : read_texts(open.at("personal")))
    happened.personal.insert(std::move(name));
  for (const auto& [name, part] : kept)
    happened.changed.merge(fields_from_stored(json::parse(part.part)));
  if (const auto* const sealed = open.as_object().if_contains("kept")) {
    for (const auto& [name, commitment] : sealed->as_object())
      happened.kept.emplace(name);
  }
  if (personal_part.empty()) return happened;

  const json::value personal = json::parse(personal_part);
  happened.actor = PersonId{personal.at("actor").to_number<std::int64_t>()};
  happened.changed.merge(fields_from_stored(personal.at("fields")));
  return happened;
}

}  // namespace accolade
