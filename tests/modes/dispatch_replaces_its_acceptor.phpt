--TEST--
In Mode::Dispatch an acceptor that is killed is replaced, and none is left when the server stops or its master is killed
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/modes.inc';

$server = start_in_mode('Dispatch', 2);
$clients = [];
$workers = array_keys(share_out($server, 4, $clients));
[$acceptor] = array_values(array_diff($server->workers(), $workers));
echo count(listening_sockets($server->address)), " socket\n";
send_signal($acceptor, SIGKILL);
$server->wait_for_log('the acceptor (pid N) has ended; replacing it');
echo in_array((int)ask($server, 'who'), $workers) ? "the workers serve on\n" : "others serve\n";
echo $server->stop();

$server = start_in_mode('Dispatch', 2);
send_signal($server->pid, SIGKILL);
wait_for(fn () => !$server->processes());
echo "all are gone\n";
?>
--EXPECT--
1 socket
the workers serve on
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] warning: the acceptor (pid N) has ended; replacing it
[master] notice: stopping
[master] notice: stopped
all are gone
