// What is kept of one person, beside what instances show: for that person alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade {

struct OwnAddress {
  std::string address;
  Instant verified{};
};
struct OwnSession {
  SessionId id;
  Instant begun{}, used{}, ends{};  // `used`: to the hour
};
// `instance` 0: in the consortium.
struct OwnRole {
  InstanceId instance;
  std::string role;
  std::optional<Instant> from, until;
};
struct OwnAct {
  InstanceId instance;
  std::string event;
  Instant at{};
};
struct OwnDraft {
  InstanceId instance;
  std::string field;
  boost::json::value value;
  Instant at{};
};
struct OwnFile {
  FileId id;
  InstanceId instance;
  std::string field, name, type;
  std::int64_t bytes = 0;
  Instant at{};
};
struct OwnLetter {
  LetterId id;
  InstanceId instance;
  std::string letter, delivery;
  Instant queued{};
  std::optional<Instant> sent;
};

class OwnRecords {
 public:
  virtual ~OwnRecords() = default;
  // Oldest first, each. Acts and letters are looked for in all that ever happened: for a download,
  // not for every page.
  virtual std::vector<OwnAddress> addresses(PersonId person) = 0;
  virtual std::vector<OwnSession> sessions(PersonId person) = 0;  // that have not ended
  virtual std::vector<OwnRole> roles(PersonId person) = 0;
  virtual std::vector<OwnAct> acts(PersonId person) = 0;
  virtual std::vector<OwnDraft> drafts(PersonId person) = 0;
  virtual std::vector<OwnFile> files(PersonId person) = 0;
  virtual std::vector<OwnLetter> letters(PersonId person) = 0;
  // False if there is no such session of this person.
  virtual bool end_session(PersonId person, SessionId id) = 0;
};

}  // namespace accolade
