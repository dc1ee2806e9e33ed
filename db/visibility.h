// Who may see an instance: the one fragment of SQL that sight, list, count and mine share.
#pragma once

#include <string>

namespace accolade::db {

// True of a row of `sight AS s` by which :viewer (0: a visitor) sees s.instance at :now. Directory
// roles are held at 0 and dated.
inline const std::string is_visible = R"((
  s.role = 'anyone'
  OR EXISTS (SELECT 1
             FROM member AS m
             WHERE m.person = :viewer
               AND m.person <> 0
               AND m.instance = s.held_at
               AND m.role = s.role
               AND (m.from_at IS NULL OR m.from_at <= :now)
               AND (m.until_at IS NULL OR m.until_at > :now))
))";

}  // namespace accolade::db
