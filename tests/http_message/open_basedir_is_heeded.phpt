--TEST--
withFile() opens nothing outside open_basedir
--EXTENSIONS--
crew
--FILE--
<?php
ini_set('open_basedir', __DIR__);
try {
    (new Crew\Http\Response)->withFile('/etc/passwd');
} catch (Crew\Exception $e) {
    echo $e->getMessage(), "\n";
}
(new Crew\Http\Response)->withFile(__FILE__);
echo "its own file may be sent\n";
?>
--EXPECT--
Cannot send the file "/etc/passwd": open_basedir does not allow it
its own file may be sent
