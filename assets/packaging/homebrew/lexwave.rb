# Placeholders: a packager puts the project's page, the address of its archive and the sum of that here.
class Lexwave < Formula
  desc "Shows what goes into a transformer, as numbers, in a terminal"
  homepage "https://example.org/lexwave"
  url "https://example.org/lexwave/lexwave-0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license all_of: ["MIT", "Unicode-DFS-2016", "X11-distribute-modifications-variant"]

  depends_on "pkgconf" => [:build, :test]
  depends_on "ncurses"

  def install
    directories = %W[PREFIX=#{prefix} BASHCOMPDIR=#{bash_completion} ZSHCOMPDIR=#{zsh_completion}
                     FISHCOMPDIR=#{fish_completion}]
    system "make", *directories
    system "make", *directories, "install"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/lexwave --version")
    assert_equal "0,1,0,1\n", shell_output("#{bin}/lexwave table --d-model 4 --positions 0:1")
    # Nothing more is installed on macOS, where the library is left out.
    if OS.linux?
      (testpath/"version.c").write <<~C
        #include <lexwave.h>
        #include <stdio.h>

        int main(void)
        {
            puts(LEXWAVE_VERSION);
        }
      C
      flags = shell_output("pkgconf --cflags --libs lexwave").split
      system ENV.cc, "version.c", "-o", "version", *flags
      assert_equal version.to_s, shell_output("./version").chomp
    end
  end
end
