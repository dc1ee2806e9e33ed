// The PostgreSQL server of the tests: its databases are separate, and it never outlives its
// program.
#include "tests/support/postgres_cluster.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

namespace accolade {
namespace {

// What psql prints for the statement: values alone, or the command's tag.
std::string ask(const std::string& url, const std::string& sql) {
  const std::string command = "psql --no-psqlrc -At -d '" + url + "' -c \"" + sql + "\" 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> output(popen(command.c_str(), "r"), pclose);
  std::string text;
  for (int next = fgetc(output.get()); next != EOF; next = fgetc(output.get())) {
    text += static_cast<char>(next);
  }
  return text;
}

std::string socket_folder(const std::string& url) {
  const std::size_t begin = url.find("host=") + 5;
  return url.substr(begin, url.find('&') - begin);
}

TEST(PostgresCluster, FreshDatabasesShareNothing) {
  const std::string first = PostgresCluster::shared().fresh_database();
  const std::string second = PostgresCluster::shared().fresh_database();
  ASSERT_EQ(ask(first, "CREATE TABLE seen (x int)"), "CREATE TABLE\n");
  EXPECT_EQ(ask(first, "SELECT count(*) FROM seen"), "0\n");
  EXPECT_EQ(ask(second, "SELECT to_regclass('seen') IS NULL"), "t\n");
}

TEST(PostgresCluster, CopyBeginsWithWhatTheOriginalHolds) {
  const std::string original = PostgresCluster::shared().fresh_database();
  ASSERT_EQ(ask(original, "CREATE TABLE seen AS SELECT 7 AS x"), "SELECT 1\n");
  const std::string copy = PostgresCluster::shared().copy_of(original);
  EXPECT_EQ(ask(copy, "SELECT x FROM seen"), "7\n");
}

TEST(PostgresCluster, IsDurableOnlyWhenAsked) {
  PostgresCluster durable(PostgresCluster::Durability::fsync_on);
  EXPECT_EQ(ask(durable.fresh_database(), "SHOW fsync"), "on\n");
  EXPECT_EQ(ask(PostgresCluster::shared().fresh_database(), "SHOW fsync"), "off\n");
}

TEST(PostgresCluster, IsGoneWithItsFolderWhenItsProgramIsKilled) {
  std::array<int, 2> answer{};
  ASSERT_EQ(pipe(answer.data()), 0);
  const pid_t program = fork();
  if (program == 0) {
    PostgresCluster cluster(PostgresCluster::Durability::fsync_off);
    const std::string url = cluster.fresh_database() + "\n";
    [[maybe_unused]] const ssize_t written = write(answer[1], url.data(), url.size());
    close(answer[1]);
    raise(SIGKILL);
  }
  close(answer[1]);
  std::string url;
  for (char next = 0; read(answer[0], &next, 1) == 1 && next != '\n';)
    url += next;
  waitpid(program, nullptr, 0);

  // The script keeps our pipe open until it has stopped the server and removed the folder.
  char rest = 0;
  while (read(answer[0], &rest, 1) > 0) {
  }
  close(answer[0]);
  ASSERT_TRUE(socket_folder(url).starts_with(std::filesystem::temp_directory_path().string()));
  EXPECT_FALSE(std::filesystem::exists(socket_folder(url)));
}

TEST(TemporaryFolder, IsGoneWithEverythingInIt) {
  std::filesystem::path file;
  {
    const TemporaryFolder folder;
    file = folder.write("a/b.txt", "text");
    EXPECT_EQ(std::filesystem::file_size(file), 4U);
  }
  EXPECT_FALSE(std::filesystem::exists(file.parent_path().parent_path()));
}

}  // namespace
}  // namespace accolade
