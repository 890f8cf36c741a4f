--TEST--
What a worker starts does not inherit its signals: programs ignore what they ignored before, a forked child is ended by TERM
--EXTENSIONS--
crew
pcntl
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        switch ($message) {
            case 'shell_exec':
                $answer = trim(shell_exec('grep SigIgn: /proc/self/status'));
                break;
            case 'proc_open':
                $program = proc_open(['grep', 'SigIgn:', '/proc/self/status'], [1 => ['pipe', 'w']], $pipes);
                $answer = trim(stream_get_contents($pipes[1]));
                proc_close($program);
                break;
            case 'pcntl_fork':
                $child = pcntl_fork();
                if ($child === 0) {
                    while (true) {
                        sleep(60);
                    }
                }
                foreach ([SIGTERM, SIGKILL] as $signal) {
                    exec("kill -$signal $child");
                    for ($i = 0; $i < 2000 && ($ended = pcntl_waitpid($child, $status, WNOHANG)) === 0; $i++) {
                        usleep(1000);
                    }
                    if ($ended === $child) {
                        break;
                    }
                }
                $answer = 'ended by ' . pcntl_wtermsig($status);
        }
        $conn->send($answer);
    };
    $worker->start();
    PHP);
/* The C library keeps two above for itself. */
$ignored = fn (string $words) => hexdec(trim(substr($words, strlen('SigIgn:')))) & 0x7fffffff;
$mine = $ignored(shell_exec('grep SigIgn: /proc/self/status'));
foreach (['shell_exec', 'proc_open'] as $message) {
    $its = $ignored(ask($server, $message));
    echo "$message: ", $its === $mine ? 'ignores what this test ignores' : sprintf('%x, here %x', $its, $mine), "\n";
}
echo 'pcntl_fork: ', ask($server, 'pcntl_fork'), "\n";
echo $server->stop();
?>
--EXPECT--
shell_exec: ignores what this test ignores
proc_open: ignores what this test ignores
pcntl_fork: ended by 15
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
