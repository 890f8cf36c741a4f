--TEST--
USR2 starts a new master with the script as it is by then, on the same port; the old one ends with status 0
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

function script(string $words, int $workers): string
{
    return <<<PHP
        <?php
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = $workers;
        \$worker->onMessage = function (\$conn, \$message) {
            \$conn->send('$words ' . var_export(getenv('CREW_SOCKETS') . getenv('CREW_READY'), true));
        };
        \$worker->start();
        PHP;
}

foreach ([[2, 3], [3, 1]] as [$before, $after]) {
    $server = crew_start(script('old', $before));
    $server->workers($before);
    echo ask($server, 'hello'), "\n";
    file_put_contents($server->script, script('new', $after));
    $master = upgrade($server, $server->pid);
    echo "the old master ended with ", $server->wait(), "\n";
    for ($i = 0; $i < 20; $i++) {
        $answers[] = ask($server, 'hello');
    }
    echo implode("\n", array_unique($answers)), "\n";
    $answers = [];
    stop_master($server, $master);
    echo $server->log();
}
?>
--EXPECT--
old ''
the old master ended with 0
new ''
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: upgrading: starting a new master (pid N)
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 3 workers
[master] notice: upgraded: the new master (pid N) serves
[master] notice: stopping when all connections have ended
[master] notice: stopped
[master] notice: stopping
[master] notice: stopped
old ''
the old master ended with 0
new ''
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 3 workers
[master] notice: upgrading: starting a new master (pid N)
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: upgraded: the new master (pid N) serves
[master] notice: stopping when all connections have ended
[master] notice: stopped
[master] notice: stopping
[master] notice: stopped
