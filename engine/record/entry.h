// One entry of the history, sealed into its chain. What is personal is a salted commitment in the
// hash, so that erasing salt and personal part leaves the chain valid.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/ports/instances.h"

namespace accolade {

// `previous` is the hash of the entry before, empty for the first; `salt` 32 random bytes in hex.
// `kept_salts` are others, one for each of happened.kept: what they seal can be deleted alone.
Entry seal(Happened happened, std::int64_t version, const std::string& previous, std::string salt,
           const std::map<std::string, std::string>& kept_salts = {});

// Whether hash, commitment (unless erased) and link to `previous` hold.
bool holds(const Entry& entry, const std::string& previous);

// What the stored parts say; the personal half is empty after erasure. Throws on a damaged row.
Happened happened_from(const std::string& public_part, const std::string& personal_part,
                       const std::map<std::string, KeptPart>& kept = {});

}  // namespace accolade
