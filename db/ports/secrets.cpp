// One row, written once.
#include "db/ports/secrets.h"

#include <stdexcept>

namespace accolade::db {

std::string StoredSecrets::secret(const std::string& fresh) {
  static const std::string keep = R"(
INSERT INTO secret (id, text)
VALUES (1, :fresh)
ON CONFLICT (id) DO NOTHING)";
  const Pool::Lease connection = store_->writing().take();
  Transaction transaction(*connection);
  connection->run(keep, {{"fresh", fresh}});
  const std::vector<Row> rows = connection->rows("SELECT text FROM secret", 1, {});
  if (rows.size() != 1) throw std::runtime_error("the database keeps no secret");
  transaction.commit();
  return rows[0][0].text;
}

}  // namespace accolade::db
