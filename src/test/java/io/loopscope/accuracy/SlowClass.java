package io.loopscope.accuracy;

import java.io.IOException;
import java.io.InputStream;

/** A class whose initialiser does what it is ordered to. Each {@link Loader} defines it anew. */
final class SlowClass {
  private static final long BEGUN = initialise();

  private SlowClass() {}

  static long begun() {
    return BEGUN;
  }

  private static long initialise() {
    Order.given.work().run();
    return System.nanoTime();
  }

  /** What the next initialiser is to do; of the application's loader, so that all share it. */
  public record Order(Runnable work) {
    public static volatile Order given = new Order(() -> {});
  }

  /** Uses the class of its own loader. */
  public static final class User implements Runnable {
    private volatile long seen;

    @Override
    public void run() {
      seen = begun();
    }

    @Override
    public String toString() {
      return "saw " + seen;
    }
  }

  /** Defines the class and its user anew. */
  static final class Loader extends ClassLoader {
    private static final String NAME = SlowClass.class.getName();
    private static final String USER = User.class.getName();

    Loader() {
      super(SlowClass.class.getClassLoader());
    }

    /** A user of a class that was never initialised. */
    Runnable user() {
      try {
        return (Runnable) loadClass(USER).getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected synchronized Class<?> loadClass(String name, boolean resolve)
        throws ClassNotFoundException {
      if (!name.equals(NAME) && !name.equals(USER)) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
