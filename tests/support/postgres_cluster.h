// A PostgreSQL 15 server of a test program's own, with as many fresh databases as it likes.
#pragma once

#include <string>

#include <sys/types.h>

namespace accolade {

// Started by the constructor (about a second), stopped and removed by the destructor, and also when
// the program is killed: tests/support/postgres_cluster, the script that owns the server, watches
// for the end of this process. Throws std::runtime_error when PostgreSQL cannot be started.
// Thread-safe once constructed.
class PostgresCluster {
 public:
  enum class Durability { fsync_off, fsync_on };

  // The one of this test program, without fsync: started when first asked for.
  static PostgresCluster& shared();

  explicit PostgresCluster(Durability durability);
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  // The URL of a new, empty database: `postgresql://postgres@/NAME?host=FOLDER&port=PORT`, a libpq
  // connection URI. Each call makes another one (about 30 ms without fsync).
  std::string fresh_database();

  // The URL of a new database that begins as a copy of another one of this cluster, to which no
  // session may be connected meanwhile. Cheaper than running the migrations again.
  std::string copy_of(const std::string& database_url);

 private:
  std::string create_database(const std::string& original);
  std::string url_of(const std::string& name) const;

  pid_t script_ = 0;
  int lifeline_ = -1;  // the script's input: closing it, or dying, ends the cluster
  std::string socket_folder_;
  std::string port_;
};

}  // namespace accolade
