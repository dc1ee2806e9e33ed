// What SOCI does not do: scripts of several statements, and bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace soci {
class session;
}

namespace accolade::db::native {

// Before the first connection of the program: SQLite neither locks what only one thread uses at a
// time, as a connection of a pool, nor counts its memory under one lock for all. False: too late.
bool configure_sqlite();

bool is_broken(soci::session& session);
// Throws DatabaseError.
void run_script(soci::session& session, const std::string& sql);
// A file as rows of file_chunk, of at most 256 KiB each.
void put_chunks(soci::session& session, std::int64_t file, std::string_view bytes);
// All chunks of one file, joined in order.
std::string get_chunks(soci::session& session, std::int64_t file);

}  // namespace accolade::db::native
