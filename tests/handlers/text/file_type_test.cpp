// File types by content.
#include "handlers/text/file_type.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace accolade {
namespace {

constexpr std::string_view pdf = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n";

TEST(FileType, IsReadOffTheContent) {
  EXPECT_EQ(content_type_of(pdf), "application/pdf");
  EXPECT_EQ(content_type_of("plain words\n"), "text/plain");
  EXPECT_EQ(content_type_of("<!DOCTYPE html><html><body>x</body></html>"), "text/html");
  EXPECT_EQ(content_type_of(std::string_view("MZ\x90\0\3", 5)), "application/octet-stream");
  EXPECT_EQ(content_type_of(""), "application/x-empty");
}

TEST(FileType, APageThatIsCalledAPdfIsNone) {
  EXPECT_TRUE(is_pdf(pdf));
  EXPECT_FALSE(is_pdf("<!DOCTYPE html><html><!-- %PDF-1.4 --></html>"));
  EXPECT_FALSE(is_pdf(""));
}

TEST(FileType, MayBeAskedByManyThreadsAtOnce) {
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&right] {
      for (int n = 0; n < 50; ++n)
        right += is_pdf(pdf) && !is_pdf("words");
    });
  for (auto& thread : threads)
    thread.join();

  EXPECT_EQ(right, 200);
}

}  // namespace
}  // namespace accolade
