--TEST--
The path of a unix socket is removed at the stop; one that a killed server left is taken over; one in use or no socket is left alone
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$path = crew_folder() . '/socket';
$code = fn (string $path) => <<<PHP
    \$worker = new Crew\Worker('unix://$path');
    \$worker->workerNum = 2;
    \$worker->onMessage = function (\$conn, \$message) { fwrite(\$conn, \$message); };
    try {
        \$worker->start();
    } catch (Crew\BindException \$e) {
        echo \$e->getMessage(), "\\n";
    }
    PHP;
$show = fn (string $text) => str_replace($path, 'PATH', $text);
$state = fn () => file_exists($path) ? "the path is there\n" : "the path is gone\n";

$server = crew_start($code($path));
echo ask($server, 'hello'), "\n";
send_signal($server->workers(2)[0], SIGKILL);
$server->wait_for_log('replacing it');
clearstatcache();
echo ask($server, 'after a death'), "\n", $state();
echo $show(crew_run($code($path)));
echo ask($server, 'after another start'), "\n";
$server->stop();
clearstatcache();
echo $state();

$server = crew_start($code($path));
$server->signal(SIGKILL);
wait_for(fn () => !$server->is_running() && !$server->processes());
clearstatcache();
echo 'after being killed: ', $state();
$server = crew_start($code($path));
echo ask($server, 'hello'), "\n";
unlink($path);
file_put_contents($path, 'something else');
$server->stop();
echo file_get_contents($path), " is left alone\n";
echo $show(crew_run($code($path)));
echo file_get_contents($path), " is left alone\n";
?>
--EXPECT--
hello
after a death
the path is there
PATH is in use by another process
after another start
the path is gone
after being killed: the path is there
hello
something else is left alone
PATH is in use by another process
something else is left alone
