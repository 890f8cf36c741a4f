<?php

declare(strict_types=1);

// Reloads and upgrades a server under load and accounts for every request; then asks a server with a stuck worker for its status.
// Started by bench/operations. Exit code: 0; 1 when a request was lost or something else went wrong; 2 for a bad option.

require __DIR__ . '/support/process.php';
require __DIR__ . '/../tests/support/load.inc';

const USAGE = <<<'TEXT'
    usage: bench/operations [--reloads N] [--upgrades N] [--workers N] [--asks N]
      --reloads N   SIGUSR1 under load (default 20)
      --upgrades N  SIGUSR2 under load, spread among them (default 5)
      --workers N   of the server (default 8)
      --asks N      how often the status is asked for while a worker is stuck (default 50)

    TEXT;
const LOG = '.build/bench/logs/operations.log';
const SCRIPT = 'bench/servers/operations.php';
const PATIENCE = 30.0; // seconds that one reload or upgrade may take

/** The numbers that the command line sets. */
function options(array $arguments): array
{
    $options = ['reloads' => 20, 'upgrades' => 5, 'workers' => 8, 'asks' => 50];
    for ($i = 0; $i < count($arguments); $i += 2) {
        $name = substr($arguments[$i], 2);
        $value = $arguments[$i + 1] ?? '';
        if (!str_starts_with($arguments[$i], '--') || !isset($options[$name]) || !ctype_digit($value) || $value > 1000) {
            fwrite($arguments[$i] === '--help' ? STDOUT : STDERR, USAGE);
            exit($arguments[$i] === '--help' ? 0 : 2);
        }
        $options[$name] = (int) $value;
    }
    return $options;
}

/** How often the log has said that. */
function said(string $what): int
{
    return substr_count((string) file_get_contents(LOG), $what);
}

/** Sends one signal after the other, each when what the last one was for has been done, and notes how long that took. */
final class Operations
{
    /** @var float[][] seconds that each took, by signal */
    public array $took = ['USR1' => [], 'USR2' => []];

    private const DONE = ['USR1' => 'workers are new', 'USR2' => 'upgraded: the new master'];
    private ?string $running = null;
    private float $since = 0.0;
    private int $before = 0;

    /** @param string[] $signals */
    public function __construct(private array $signals, private int $master)
    {
    }

    /** Called often while the load goes on. False when all is done. */
    public function step(): bool
    {
        if ($this->running !== null) {
            if (said(self::DONE[$this->running]) === $this->before) {
                return microtime(true) - $this->since < PATIENCE;
            }
            $this->took[$this->running][] = microtime(true) - $this->since;
            $this->running = null;
            $this->findMaster();
        }
        $this->running = array_shift($this->signals);
        if ($this->running === null) {
            return false;
        }
        $this->before = said(self::DONE[$this->running]);
        $this->since = microtime(true);
        exec("kill -$this->running $this->master");
        return true;
    }

    public function master(): int
    {
        return $this->master;
    }

    /** After an upgrade it is another process. */
    private function findMaster(): void
    {
        preg_match_all('/upgraded: the new master \(pid (\d+)\) serves/', (string) file_get_contents(LOG), $pids);
        $this->master = (int) (end($pids[1]) ?: $this->master);
    }
}

/** @return string[] the upgrades spread among the reloads */
function schedule(int $reloads, int $upgrades): array
{
    $all = array_fill(0, $reloads, 'USR1');
    for ($i = 1; $i <= $upgrades; $i++) {
        array_splice($all, (int) round($i * $reloads / ($upgrades + 1)) + $i - 1, 0, ['USR2']);
    }
    return $all;
}

function milliseconds(array $seconds, string $of): string
{
    sort($seconds);
    $value = match ($of) {
        'median' => $seconds[intdiv(count($seconds), 2)] ?? NAN,
        'most' => $seconds[count($seconds) - 1] ?? NAN,
    };
    return number_format(1000 * $value, 1);
}

/** A kill by process id, and the wait for its end. */
function stopServer(int $master): bool
{
    exec('kill -TERM ' . $master . ' 2>/dev/null');
    for ($i = 0; $i < 1000 && ProcessTable::alive($master); $i++) {
        usleep(10_000);
    }
    return !ProcessTable::alive($master);
}

function ask(string $php, string $command): float
{
    $begun = microtime(true);
    exec("$php " . SCRIPT . " $command", $output, $code);
    if ($code !== 0) {
        throw new RuntimeException("'$command' ended with $code: " . implode("\n", $output));
    }
    return microtime(true) - $begun;
}

function main(array $arguments): int
{
    $options = options($arguments);
    $port = ServerProcess::freePort();
    putenv("PORT=$port");
    putenv("WORKERS=$options[workers]");
    $process = proc_open([PHP_BINARY, '-d', 'extension=' . getenv('CREW_SO'), SCRIPT, 'start'], [['file', '/dev/null', 'r'], ['file', LOG, 'w'], ['file', LOG, 'a']], $pipes);
    $master = proc_get_status($process)['pid'];
    for ($i = 0; $i < 500 && @stream_socket_client("tcp://127.0.0.1:$port") === false; $i++) {
        usleep(20_000);
    }
    usleep(500_000);

    $operations = new Operations(schedule($options['reloads'], $options['upgrades']), $master);
    $load = new Load("tcp://127.0.0.1:$port", connections: 96, perSecond: 2000, keepers: 64);
    $begun = microtime(true);
    $load->runWhile(fn (float $elapsed): bool => $elapsed < 0.5 || $operations->step());
    $seconds = microtime(true) - $begun;
    $master = $operations->master();
    $done = count($operations->took['USR1']) === $options['reloads'] && count($operations->took['USR2']) === $options['upgrades'];

    printf("bench/operations: %d workers, 64 kept connections and new ones, %d requests in %.0f s\n\n", $options['workers'],
        array_sum($load->counts) - $load->counts['race'], $seconds);
    printf("%3d reloads   %8s ms median  %8s ms at most, from SIGUSR1 to every worker replaced\n", count($operations->took['USR1']),
        milliseconds($operations->took['USR1'], 'median'), milliseconds($operations->took['USR1'], 'most'));
    printf("%3d upgrades  %8s ms median  %8s ms at most, from SIGUSR2 to the new master serving\n", count($operations->took['USR2']),
        milliseconds($operations->took['USR2'], 'median'), milliseconds($operations->took['USR2'], 'most'));
    printf("%3d requests lost%s\n", $load->lost(), $load->lost() > 0 ? ': ' . http_build_query($load->counts, '', ', ') : '');

    // One worker is in an endless loop from here on.
    $stuck = stream_socket_client("tcp://127.0.0.1:$port");
    fwrite($stuck, "stick\n");
    usleep(300_000);
    $php = escapeshellarg(PHP_BINARY) . ' -d ' . escapeshellarg('extension=' . getenv('CREW_SO'));
    $nothing = $status = [];
    for ($i = 0; $i < $options['asks']; $i++) {
        $nothing[] = ask($php, '--help');
        $status[] = ask($php, 'status');
    }
    printf("    status    %8s ms median  %8s ms at most, with a worker stuck; PHP's own start and end of that: %s ms\n",
        milliseconds($status, 'median'), milliseconds($status, 'most'), milliseconds($nothing, 'median'));
    exec('kill -KILL ' . implode(' ', array_map('intval', array_diff(ProcessTable::family($master), [$master]))) . ' 2>/dev/null');
    $stopped = stopServer($master);
    proc_close($process);
    return $done && $stopped && $load->lost() === 0 ? 0 : 1;
}

exit(main(array_slice($argv, 1)));
