<?php

declare(strict_types=1);

// The command line of bench/run, into an array of settings.

const USAGE = <<<'TEXT'
    usage: bench/run [options]
      --runs N          rounds, the medians count (default 3; echo-1m 7)
      --seconds S       length of one measurement (default 2)
      --only A,B        of: %s
      --servers A,B     of: %s
                        (default: the first three)
      --request KIND    short (default) or browser (some 570 bytes); for demo3, churn and latency
      --peers           measure nginx and Swoole too, where they are installed, and Workerman,
                        which Composer installs
      --wrk             a column of wrk's requests/s for the demo3 workloads, where wrk is installed
      --no-jit          PHP servers without opcache and its JIT
      --json FILE       write every single figure

    TEXT;

function usage(): string
{
    return sprintf(USAGE, implode(' ', array_keys(WORKLOADS)), implode(' ', SERVERS));
}

function help(): never
{
    echo usage();
    exit(0);
}

function fail(string $why): never
{
    fwrite(STDERR, "bench: $why\n" . usage());
    exit(2);
}

/** @return string[] the names in a comma list; all have to be known */
function names(string $option, string $list, array $known): array
{
    $names = array_values(array_unique(explode(',', $list)));
    foreach ($names as $name) {
        if (!in_array($name, $known, true)) {
            fail("$option: there is no '$name'");
        }
    }
    return $names;
}

function positive(string $option, string $value, float $max): float
{
    return is_numeric($value) && $value > 0 && $value <= $max
        ? (float) $value : fail("$option: a number above 0, at most $max, not '$value'");
}

function settings(array $arguments): array
{
    $settings = [
        'runs' => null,
        'seconds' => 2.0,
        'only' => array_keys(WORKLOADS),
        'servers' => array_slice(SERVERS, 0, 3),
        'request' => 'short',
        'peers' => false,
        'wrk' => false,
        'jit' => true,
        'json' => null,
    ];
    while (($option = array_shift($arguments)) !== null) {
        $value = function () use (&$arguments, $option): string {
            return array_shift($arguments) ?? fail("$option needs a value");
        };
        match ($option) {
            '--runs' => $settings['runs'] = (int) ceil(positive($option, $value(), 1000)),
            '--seconds' => $settings['seconds'] = positive($option, $value(), 60),
            '--only' => $settings['only'] = names($option, $value(), array_keys(WORKLOADS)),
            '--servers' => $settings['servers'] = names($option, $value(), SERVERS),
            '--request' => $settings['request'] = names($option, $value(), ['short', 'browser'])[0],
            '--json' => $settings['json'] = $value(),
            '--peers' => $settings['peers'] = true,
            '--wrk' => $settings['wrk'] = true,
            '--no-jit' => $settings['jit'] = false,
            '--help' => help(),
            default => fail("there is no option $option"),
        };
    }
    return $settings;
}
