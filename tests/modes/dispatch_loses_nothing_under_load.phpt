--TEST--
In Mode::Dispatch nothing is lost under load by reloads, by workers more and fewer, by a new master, and by a stop of one worker
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
require __DIR__ . '/../support/load.inc';

$server = start_in_mode('Dispatch', 2);
$do = fn (int $signal) => fn () => $server->signal($signal);
$one = fn () => send_signal(array_values(array_diff($server->workers(), [0]))[0], SIGQUIT);
$load = new Load("tcp://$server->address", connections: 10, perSecond: 300, keepers: 4);
$load->run(5.0, ['0.3' => $do(SIGUSR1), '1.5' => $do(SIGTTIN), '2.0' => $do(SIGTTIN), '2.5' => $do(SIGTTOU), '3.0' => $do(SIGTTOU),
    '3.3' => $do(SIGUSR1), '4.2' => $one]);
echo $load->counts['ok'] > 300 ? 'many' : 'few', " answers\n";
echo $load->lost(), " lost\n";
echo $load->lost() > 0 ? print_r($load->counts, true) . $server->log() : '';

$new = 0;
$load = new Load("tcp://$server->address", connections: 8, perSecond: 200, keepers: 2);
$load->run(2.5, ['0.5' => $do(SIGUSR2)]);
echo $load->lost(), " lost\n";
echo $load->lost() > 0 ? print_r($load->counts, true) . $server->log() : '';
preg_match('/the new master \(pid (\d+)\) serves/', $server->stderr(), $found);
stop_master($server, (int)$found[1]);
echo "stopped\n";
?>
--EXPECT--
many answers
0 lost
0 lost
stopped
