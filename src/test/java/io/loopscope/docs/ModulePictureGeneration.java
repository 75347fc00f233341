package io.loopscope.docs;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Draws the picture in docs/architecture.md anew, from the code:
 *
 * <pre>./mvnw -q test -Dtest=ModulePictureGeneration</pre>
 */
class ModulePictureGeneration {
  @Test
  void draw() throws IOException {
    Document architecture = Document.at("docs/architecture.md");
    Files.writeString(
        architecture.file(),
        architecture.text().replace(architecture.mermaid(), ModulePicture.ofTheCode().mermaid()));
  }
}
