package dev.holdfast.bootstrap.faults.load;

/** A user, as she knows herself. */
record Person(int number, String email, String password) {
  static Person number(int number) {
    return new Person(number, "person-%d@example.com".formatted(number), "horse battery " + number);
  }

  String signUpBody() {
    return "{\"name\":\"Person %d\",\"email\":\"%s\",\"password\":\"%s\"}"
        .formatted(number, email, password);
  }

  String signInBody() {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
  }
}
