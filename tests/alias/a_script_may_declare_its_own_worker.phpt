--TEST--
A script's own class Worker is the one it gets
--EXTENSIONS--
crew
--FILE--
<?php
echo (new Worker)->hello(), "\n";

class Worker
{
    public function hello()
    {
        return 'hello from my own';
    }
}

var_dump(new Worker instanceof Crew\Worker);
?>
--EXPECT--
hello from my own
bool(false)
