// Addresses are read as an answer to an e-mail field would be; then the directory is asked.
#include "engine/use_case/invited.h"

#include <algorithm>

#include <boost/json/array.hpp>

#include "engine/form/bind.h"
#include "engine/form/phrase.h"

namespace accolade {
namespace {

namespace json = boost::json;

// Lines of a text, or items of a list; blank ones are none.
std::vector<std::string> typed_lines(const json::value& answer) {
  std::vector<std::string> lines;
  const auto add = [&](std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of("\r\n,;"), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.find_first_not_of(" \t") != std::string_view::npos) lines.emplace_back(line);
    }
  };
  if (answer.is_string()) add(answer.get_string());
  if (!answer.is_array()) return lines;
  for (const json::value& item : answer.get_array())
    if (item.is_string()) add(item.get_string());
  return lines;
}

Refusal not_so(const Field& field, const std::string& sentence) {
  return {Why::Invalid, sentence, {{field.name, sentence}}};
}

// Whoever is known already may be named by id, as the API does.
Outcome<std::string> address_in(const Field& field, const std::string& line, const Facts& facts) {
  Field address;
  address.name = field.name;
  address.type = FieldType::Email;
  address.label = field.label;
  const Fields none;
  Outcome<Fields> bound = bind({&address}, {{field.name, json::value(line)}}, facts, {none});
  if (!bound)
    return not_so(field, quoted(line) +
                             " is no e-mail address; write one a line, as in "
                             "name@example.org");
  return *at(*bound, field.name).as<std::string>();
}

Outcome<json::value> persons_of(Ports& ports, const Field& field, const json::value& answer,
                                const Facts& facts) {
  const std::vector<std::string> lines = typed_lines(answer);
  if (lines.size() > addresses_max)
    return not_so(field, "Name at most " + counted(addresses_max, "person") + " at a time");
  std::vector<std::string> addresses;
  json::array ids;
  for (const std::string& line : lines) {
    if (PersonId::parse(line)) {
      ids.emplace_back(line);
      continue;
    }
    Outcome<std::string> address = address_in(field, line, facts);
    if (!address) return address.refusal();
    addresses.push_back(*std::move(address));
  }
  for (const std::string& address : addresses)
    ids.emplace_back(ports.directory.ensure(address, "").text());
  if (field.type == FieldType::People) return json::value(std::move(ids));
  if (ids.size() > 1) return not_so(field, "Name one person");
  return ids.empty() ? json::value(json::string()) : ids.front();
}

const Offer* offered(const std::vector<Offer>& all, const std::string& event) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Offer& offer) { return offer.event == event; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

Outcome<Answers> with_persons(Ports& ports, const Look& seen, const FireRequest& request) {
  const std::vector<Field>& fields = seen.workflow->fields;
  const bool names_some = std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
    return field.by_address && request.answers.contains(field.name);
  });
  Answers answers = request.answers;
  if (!names_some) return answers;
  const std::vector<Offer> possible = offers(*seen.workflow, seen.snapshot, seen.facts);
  const Offer* const offer = offered(possible, request.event);
  if (offer == nullptr || !offer->enabled) return answers;
  for (const Field* field : offer->ask) {
    const auto typed = answers.find(field->name);
    if (!field->by_address || typed == answers.end()) continue;
    Outcome<json::value> persons = persons_of(ports, *field, typed->second, seen.facts);
    if (!persons) return persons.refusal();
    typed->second = *std::move(persons);
  }
  return answers;
}

}  // namespace accolade
