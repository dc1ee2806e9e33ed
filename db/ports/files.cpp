// A file and its chunks are written in one transaction.
#include "db/ports/files.h"

#include "db/sql/native.h"

namespace accolade::db {
FileId StoredFiles::add(const FileRow& row, const std::string& bytes) {
  static const std::string sql = R"(
INSERT INTO file (id, root, instance, field, name, type, bytes, person, at)
VALUES (:id, :root, :instance, :field, :name, :type, :bytes, :person, :at))";
  const std::optional<Header> header = store_->header(row.instance);
  if (!header) throw std::runtime_error("a file for instance " + row.instance.text() + ": none");
  const Pool::Lease connection = store_->writing().take();
  const FileId id{store_->new_id(*connection)};

  Transaction transaction(*connection);
  connection->run(sql, {{"id", id},
                        {"root", header->root},
                        {"instance", row.instance},
                        {"field", row.field},
                        {"name", row.name},
                        {"type", row.type},
                        {"bytes", static_cast<std::int64_t>(bytes.size())},
                        {"person", row.by},
                        {"at", store_->clock().now()}});
  native::put_chunks(connection->session(), id.number, bytes);
  transaction.commit();
  return id;
}

std::optional<FileRow> StoredFiles::find(FileId id) {
  static const std::string sql =
      "SELECT instance, field, name, type, bytes, person FROM file WHERE id = :id";
  const std::vector<Row> rows = store_->reading().take()->rows(sql, 6, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  return FileRow{id,          row[0].id<InstanceId>(), row[1].text,          row[2].text,
                 row[3].text, row[4].number(),         row[5].id<PersonId>()};
}

std::string StoredFiles::bytes(FileId id) {
  const Pool::Lease connection = store_->reading().take();
  return native::get_chunks(connection->session(), id.number);
}

}  // namespace accolade::db
