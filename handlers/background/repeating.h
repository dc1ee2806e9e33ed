// A thread that does one piece of work again and again until it is stopped.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace accolade {

class Repeating {
 public:
  // `work` answers whether there may be more right away; otherwise it is called again after
  // `pause`. What it throws is logged under `name`, and it goes on after five pauses.
  Repeating(std::string name, std::chrono::milliseconds pause, std::function<bool()> work);
  ~Repeating();  // lets the call under way finish
  Repeating(const Repeating&) = delete;
  Repeating& operator=(const Repeating&) = delete;

 private:
  void run();
  bool rest(std::chrono::milliseconds pause);

  const std::string name_;
  const std::chrono::milliseconds pause_;
  const std::function<bool()> work_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace accolade
