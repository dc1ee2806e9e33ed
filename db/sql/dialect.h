// The differences between SQLite and PostgreSQL, as words that the one SQL text uses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace accolade::db {

enum class Dialect { Sqlite, Postgres };

// `sql` with its @words spelled out. Throws std::logic_error on one that is not known.
//
//   @rows(r, :batch, id bigint, data text)   a JSON array of objects as the table r
//   @batch(r, id bigint, data text)          FROM the rows of a SetWrite (set_writer.h), named r
//   @match(instance bigint, field text)      the row is one of those of a SetWrite, by its keys
//   @in(i.id, :ids)                          i.id is in a JSON array of numbers
//   @among(t.name, :names)                   t.name is in a JSON array of strings
//   @texts(t, i.names)                       the texts of a JSON array in a column, as t.value
//   @found(f, :term)                         the rows of findable with the term
//   (search/index_sql.h)
//   @word_index                              what makes that index, in a migration
//   @lock                                    the rows found are locked until the commit
//   @skip_locked                             as @lock, leaving out rows that somebody else holds
//   @id @serial @bytes @keyed @roomy                 types and storage in migrations
std::string in_dialect(Dialect dialect, std::string_view sql);

// The names of the columns of the one @batch or @match in `sql`. Throws std::logic_error if there
// is none.
std::vector<std::string> batch_columns(std::string_view sql);

}  // namespace accolade::db
