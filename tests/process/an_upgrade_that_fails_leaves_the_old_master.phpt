--TEST--
A new master that ends, or that does not get ready in time, changes nothing: the old one says so and serves on
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    <?php
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->stopTimeout = 1;
    $worker->onMessage = function ($conn, $message) { $conn->send("$message from the old"); };
    $worker->start();
    PHP);
$workers = $server->workers(2);
$good = file_get_contents($server->script);
$bad = [
    "<?php\nexit(3);",
    "<?php\nsleep(60);",
    str_replace('$worker->start', '$worker->onWorkerStart = fn () => sleep(60); $worker->start', $good),
    str_replace('127.0.0.1:0', '203.0.113.1:1', $good),
];
foreach ($bad as $i => $code) {
    file_put_contents($server->script, $code);
    $server->signal(SIGUSR2);
    wait_for(fn () => substr_count($server->stderr(), 'did not get ready; this one stays') === $i + 1, 20);
    wait_for(fn () => count($server->processes()) === 3, 20, 'the end of the new master');
    for ($k = 0; $k < 10; $k++) {
        $answers[] = ask($server, 'hello');
    }
}
echo implode("\n", array_unique($answers)), "\n";
echo array_diff($workers, $server->workers()) ? "other workers\n" : "the same workers\n";

file_put_contents($server->script, str_replace('the old', 'the new', $good));
$master = upgrade($server, $server->pid);
echo $server->wait(), "\n", ask($server, 'hello'), "\n";
stop_master($server, $master);
?>
--EXPECT--
hello from the old
the same workers
0
hello from the new
