#include "tests/desktop/bench/measures.hpp"

#include <QFile>
#include <QQmlComponent>
#include <QSet>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/bench/large_profile.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::bench {
namespace {

using desktop::test::Stage;
using desktop::test::wait_for;
using SteadyClock = std::chrono::steady_clock;

constexpr auto kPatience = std::chrono::minutes(5);
constexpr int kFrames = 600;
constexpr int kKeys = 120;
constexpr int kJumps = 20;

void say(const char* name, double value) {
  std::printf("%s %.6f\n", name, value);
  std::fflush(stdout);
}

double ms_since(SteadyClock::time_point then) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - then).count();
}

/// Counts the frames of a window.
class Frames {
 public:
  explicit Frames(QQuickWindow& window) : window_(window) {
    QObject::connect(
        &window, &QQuickWindow::frameSwapped, &window, [this] { ++count_; }, Qt::DirectConnection);
  }
  /// Until one more has been shown after it was so.
  void shown(const std::function<bool()>& so) {
    if (!wait_for(so, kPatience)) fail("what is measured does not come");
    const int before = count_;
    window_.update();
    if (!wait_for([&] { return count_ > before; }, kPatience)) fail("no frame comes");
  }
  [[noreturn]] static void fail(const char* why) {
    std::fprintf(stderr, "bench_desktop: %s\n", why);
    std::exit(1);
  }

 private:
  QQuickWindow& window_;
  int count_ = 0;
};

double figure_kib(const char* file, const std::string& name) {
  std::ifstream lines(file);
  std::string word;
  double value = 0;
  while (lines >> word) {
    if (word == name && lines >> value) return value;
  }
  return 0;
}

void say_memory(const char* rss, const char* pss) {
  say(rss, figure_kib("/proc/self/smaps_rollup", "Rss:") / 1024);
  say(pss, figure_kib("/proc/self/smaps_rollup", "Pss:") / 1024);
}

/// How often any thread of this process was given a processor because it had waited for something.
double wakeups() {
  double out = 0;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task"))
    out += figure_kib((task.path() / "status").c_str(), "voluntary_ctxt_switches:");
  return out;
}

double processor_ms() {
  timespec spent{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return double(spent.tv_sec) * 1e3 + double(spent.tv_nsec) / 1e6;
}

void look_on(int seconds) {
  // Everything that follows a start has followed.
  QTest::qWait(3000);
  say_memory("rss", "pss");
  const double woken = wakeups();
  const double worked = processor_ms();
  // Not qWait: it would wake to look at the clock.
  QEventLoop loop;
  QTimer::singleShot(seconds * 1000, &loop, &QEventLoop::quit);
  loop.exec();
  say("wakeups", wakeups() - woken - 1);
  say("processor", (processor_ms() - worked) / (seconds * 1000.0) * 100);
}

// --- The floor ---

int floor_of(const Wish& wish) {
  QQmlEngine engine;
  QQmlComponent component(&engine);
  component.setData(R"(import QtQuick
    Window { width: 1180; height: 760; visible: true
      property alias text: input.text
      TextInput { id: input; focus: true }
      Flickable { id: flick; objectName: "flick"; y: 40; width: parent.width; height: 700; contentHeight: 700000
        Column { Repeater { model: 60; Text { text: "Eine Zeile " + index } } } } })",
                    QUrl());
  const std::unique_ptr<QObject> root(component.create());
  auto* window = qobject_cast<QQuickWindow*>(root.get());
  if (window == nullptr) Frames::fail("the floor does not load");
  Frames frames(*window);
  window->requestActivate();
  frames.shown([] { return true; });
  const auto began = SteadyClock::time_point(std::chrono::nanoseconds(wish.began_ns));
  if (wish.measure == "start") say("start", ms_since(began));
  if (wish.measure == "idle") look_on(wish.amount);
  if (wish.measure == "scroll") {
    auto* flick = window->findChild<QQuickItem*>(QStringLiteral("flick"));
    for (int i = 0; i < kFrames; ++i) {
      const auto start = SteadyClock::now();
      flick->setProperty("contentY", (i % 100) * 4);
      frames.shown([] { return true; });
      say("frame", ms_since(start));
    }
  }
  if (wish.measure == "search" || wish.measure == "send") {
    for (int i = 0; i < kKeys; ++i) {
      const auto start = SteadyClock::now();
      QTest::sendKeyEvent(QTest::Click, window, Qt::Key_A, 'a', Qt::NoModifier);
      frames.shown([&] { return root->property("text").toString().size() > i; });
      say("key", ms_since(start));
    }
  }
  return 0;
}

// --- The window ---

class Window {
 public:
  explicit Window(const Wish& wish) : stage_(wish.folder), frames_(stage_.window()), wish_(wish) {
    frames_.shown([this] { return stage_.app().conversations().loaded() && stage_.home() != nullptr; });
    started_ = ms_since(SteadyClock::time_point(std::chrono::nanoseconds(wish.began_ns)));
  }
  void start() { say("start", started_); }
  void idle() { look_on(wish_.amount); }
  void scroll() {
    talk();
    scroll_by(-60);
    say_memory("rss", "pss");
  }
  /// A conversation with many messages at both of its ends, and the way between them.
  void long_conversation() {
    talk();
    scroll_by(-60);
    auto& messages = stage_.app().messages();
    const auto first = QString::fromStdString(name_of_message(1));
    for (int i = 0; i < kJumps; ++i) {
      auto start = SteadyClock::now();
      QMetaObject::invokeMethod(list(), "reveal", Q_ARG(QVariant, first));
      frames_.shown([&] { return messages.find(first) >= 0; });
      say("jump", ms_since(start));
      if (i == 0) scroll_by(60);
      start = SteadyClock::now();
      QMetaObject::invokeMethod(list(), "toEnd");
      frames_.shown([&] { return messages.newest(); });
      say("jump", ms_since(start));
    }
    say_memory("rss", "pss");
  }
  /// From the newest picture of a conversation on to older ones, each until it is there.
  void pictures() {
    constexpr int kFewPixels = -320;
    constexpr int kMostInVain = 500;
    talk();
    QSet<QString> seen;
    for (int in_vain = 0; seen.size() < wish_.amount; ++in_vain) {
      if (in_vain > kMostInVain) Frames::fail("there are no further pictures");
      const auto start = SteadyClock::now();
      QMetaObject::invokeMethod(list(), "moveBy", Q_ARG(QVariant, QVariant(kFewPixels)));
      frames_.shown([] { return true; });
      say("frame", ms_since(start));
      const auto before = seen.size();
      if (!wait_for([&] { return all_there(*list(), seen); }, kPatience))
        Frames::fail("a picture does not come");
      if (seen.size() > before) in_vain = 0;
    }
    say_memory("rss", "pss");
  }
  void search() {
    stage_.go(QStringLiteral("search"));
    const Language language;
    crypto::SeededRng dice(5);
    int keys = 0;
    while (keys < kKeys) {
      stage_.app().search().ask({});
      const auto word = QString::fromStdString(language.word(50 + dice.below(2000)));
      for (const auto letter : word) {
        const auto start = SteadyClock::now();
        QTest::sendKeyEvent(QTest::Click, &stage_.window(), Qt::Key_unknown, letter, Qt::NoModifier);
        frames_.shown([this] { return stage_.app().search().answered_all(); });
        say("key", ms_since(start));
        ++keys;
      }
    }
  }
  void send() {
    write_until([](const QVariantMap&) { return true; });
  }
  /// What came while the window was closed, and how long a frame takes meanwhile.
  void catch_up() {
    say("start", started_);
    const auto here = [this] {
      int out = 0;
      for (const auto& row : stage_.app().conversations().rows())
        out += row.value(QStringLiteral("unread")).toInt();
      return out;
    };
    while (here() < wish_.amount) {
      const auto start = SteadyClock::now();
      frames_.shown([] { return true; });
      say("frame", ms_since(start));
    }
    say("caught", ms_since(SteadyClock::time_point(std::chrono::nanoseconds(wish_.began_ns))));
  }
  /// Until the relay has it, and that can be seen.
  void relay() {
    write_until([](const QVariantMap& newest) {
      return newest.value(QStringLiteral("state")).toString() != QStringLiteral("queued");
    });
  }

 private:
  /// From Enter until the message is there, and so.
  void write_until(const std::function<bool(const QVariantMap& newest)>& so) {
    talk();
    for (int i = 0; i < kKeys / 4; ++i) {
      const auto text = QStringLiteral("Nummer %1").arg(i);
      stage_.type(text);
      const auto start = SteadyClock::now();
      stage_.press(Qt::Key_Return);
      frames_.shown([&] {
        const auto newest = stage_.app().messages().at(0);
        return newest.value(QStringLiteral("raw")).toString() == text && so(newest);
      });
      say("key", ms_since(start));
    }
  }
  /// Whether no picture is on its way; those that are there are added to `seen`.
  static bool all_there(const QQuickItem& item, QSet<QString>& seen) {
    const auto source = item.property("source").toString();
    if (source.startsWith(QStringLiteral("image://stille/")) && item.isVisible()) {
      enum { kReady = 1, kLoading = 2 };
      const int status = item.property("status").toInt();
      if (status == kLoading) return false;
      if (status == kReady) seen.insert(source);
    }
    return std::ranges::all_of(item.childItems(), [&](const auto* child) { return all_there(*child, seen); });
  }
  QQuickItem* list() {
    auto* out = stage_.window().findChild<QQuickItem*>(QStringLiteral("messages"));
    if (out == nullptr) Frames::fail("there is no list of messages");
    return out;
  }
  void scroll_by(int pixels) {
    auto* messages = list();
    for (int i = 0; i < kFrames; ++i) {
      const auto start = SteadyClock::now();
      QMetaObject::invokeMethod(messages, "moveBy", Q_ARG(QVariant, QVariant(pixels)));
      frames_.shown([] { return true; });
      say("frame", ms_since(start));
    }
  }
  /// The fullest conversation there is; notes to oneself need nobody to be connected.
  void talk() {
    const auto who = wish_.measure == "send"                                  ? QStringLiteral("self")
                     : wish_.measure == "long" || wish_.measure == "pictures" ? QStringLiteral("p1")
                     : wish_.measure == "relay"                               ? QStringLiteral("writer0")
                                                                              : QStringLiteral("p2");
    // What follows a start has followed.
    frames_.shown([this] { return stage_.app().keep().loaded() && stage_.app().people().loaded(); });
    const auto start = SteadyClock::now();
    QMetaObject::invokeMethod(stage_.home(), "show", Q_ARG(QVariant, who));
    frames_.shown(
        [&] { return stage_.app().messages().known() && stage_.app().messages().conversation() == who; });
    say("open", ms_since(start));
  }

  Stage stage_;
  Frames frames_;
  Wish wish_;
  double started_ = 0;
};

}  // namespace

int measure(const Wish& wish) {
  if (wish.folder.empty()) return floor_of(wish);
  Window window(wish);
  if (wish.measure == "start") window.start();
  if (wish.measure == "idle") window.idle();
  if (wish.measure == "scroll") window.scroll();
  if (wish.measure == "long") window.long_conversation();
  if (wish.measure == "pictures") window.pictures();
  if (wish.measure == "search") window.search();
  if (wish.measure == "send") window.send();
  if (wish.measure == "catchup") window.catch_up();
  if (wish.measure == "relay") window.relay();
  return 0;
}

}  // namespace stille::bench
