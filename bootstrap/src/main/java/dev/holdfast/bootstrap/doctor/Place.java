package dev.holdfast.bootstrap.doctor;

import dev.holdfast.domain.config.PublicUrl;
import java.net.URI;

/** The deployment that is looked at: its public URL, and where things lie below it. */
record Place(PublicUrl url) {
  static Place of(URI url) {
    return new Place(PublicUrl.parse(url.toString()));
  }

  /** Below the base path. */
  URI api(String path) {
    return URI.create(url.baseUrl() + path);
  }

  /** Below the origin. */
  URI root(String path) {
    return URI.create(url.origin() + path);
  }
}
