package dev.holdfast.bootstrap.faults.load;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Everybody who was acknowledged, with their sessions. */
final class People {
  private final AtomicInteger numbers;
  private final List<Person> persons = new CopyOnWriteArrayList<>();
  private final List<Device> devices = new CopyOnWriteArrayList<>();

  /** Nobody yet; the first will have the number after this. */
  People(int first) {
    numbers = new AtomicInteger(first);
  }

  /** Somebody whom nobody has seen yet. */
  Person stranger() {
    return Person.number(numbers.incrementAndGet());
  }

  void add(Person person) {
    persons.add(person);
  }

  void add(Device device) {
    devices.add(device);
  }

  List<Person> all() {
    return List.copyOf(persons);
  }

  List<Device> devices() {
    return List.copyOf(devices);
  }

  Optional<Person> anybody() {
    return persons.isEmpty() ? Optional.empty() : Optional.of(any(persons));
  }

  /** A session whose holder expects to be signed in. */
  Optional<Device> anyLive() {
    return any(Device::isLive);
  }

  /** A session that was ended for certain. */
  Optional<Device> anyEnded() {
    return any(Device::isEnded);
  }

  /**
   * A live session that may be ended because its person has another one, which goes with it; the
   * first is marked as ending.
   */
  Optional<Pair> beginEndingOne() {
    for (var device : devices) {
      if (!device.isLive()) continue;
      var other = any(d -> d != device && d.isLive() && d.person().equals(device.person()));
      if (other.isPresent() && device.beginEnding()) {
        return Optional.of(new Pair(device, other.get()));
      }
    }
    return Optional.empty();
  }

  /** What is to be ended, and who stays. */
  record Pair(Device ending, Device staying) {}

  private Optional<Device> any(Predicate<Device> wanted) {
    int size = devices.size();
    if (size == 0) return Optional.empty();
    int start = ThreadLocalRandom.current().nextInt(size);
    for (int i = 0; i < size; i++) {
      var device = devices.get((start + i) % size);
      if (wanted.test(device)) return Optional.of(device);
    }
    return Optional.empty();
  }

  private static <T> T any(List<T> list) {
    return list.get(ThreadLocalRandom.current().nextInt(list.size()));
  }
}
