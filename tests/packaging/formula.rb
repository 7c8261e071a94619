# Reads a formula of Homebrew without Homebrew: ruby formula.rb FORMULA VERSION. What a formula
# says of itself is noted, and what install and test would run, on Linux and on macOS.
require "pathname"
require "tmpdir"

module OS
  class << self
    attr_accessor :name

    def linux?
      name == :linux
    end

    def mac?
      name == :mac
    end
  end
end

module ENV_CC
  def cc
    "cc"
  end
end
ENV.extend ENV_CC

class Formula
  SAID = Hash.new { |said, name| said[name] = [] }
  RUN = []
  def self.method_missing(name, *words)
    SAID[name] << words
  end

  def self.respond_to_missing?(*)
    true
  end

  def self.test(&block)
    SAID[:test] << block
  end

  def system(*words)
    RUN << words.map(&:to_s)
  end

  def shell_output(words)
    RUN << words.split
    ""
  end

  def assert_equal(*); end

  def assert_match(*); end

  def version
    ARGV[1]
  end

  def testpath
    Pathname(@testpath ||= Dir.mktmpdir)
  end

  %w[prefix bin bash_completion zsh_completion fish_completion].each do |name|
    define_method(name) { Pathname("/brewed/#{name}") }
  end
end

# What is run on a system: by install, and by test.
def run_on(name)
  OS.name = name
  Formula::RUN.clear
  formula = Lexwave.new
  formula.install
  installed = Formula::RUN.dup
  Formula::RUN.clear
  formula.instance_exec(&Formula::SAID[:test][0])
  formula.testpath.rmtree
  [installed, Formula::RUN.dup]
end

load ARGV[0]
missing = [:desc, :homepage, :url, :sha256, :license, :test].reject { |name| Formula::SAID.key?(name) }
abort "it does not say: #{missing.join(", ")}" unless missing.empty?
abort "its address has another version than #{ARGV[1]}" unless Formula::SAID[:url][0][0].include?("-#{ARGV[1]}.tar")
abort "its sum has not 64 digits" unless Formula::SAID[:sha256][0][0].match?(/\A\h{64}\z/)
abort "its description is over 80 characters" if Formula::SAID[:desc][0][0].length > 80
licences = Formula::SAID[:license][0][0]
abort "its licences are no list" unless licences.keys == [:all_of] && licences[:all_of].all?(String)
[:linux, :mac].each do |name|
  installed, tried = run_on(name)
  abort "#{name}: it does not install" unless installed.last.include?("install") && installed.last.include?("PREFIX=/brewed/prefix")
  library = (installed + tried).any? { |words| words.any? { |word| word.match?(/library|pkgconf|version\.c/) } }
  abort "#{name}: it #{library ? "wants" : "does not try"} the library" unless library == (name == :linux)
  puts "#{name}:", (installed + tried).map { |words| "  #{words.join(" ")}" }
end
