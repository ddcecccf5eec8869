-- In which language a person is written to: that of their last sign-in which named one.
ALTER TABLE users ADD COLUMN language TEXT NOT NULL DEFAULT 'uz';

-- Networks from which the people and keys of an organisation may ask, as JSON; none means from anywhere.
ALTER TABLE organizations ADD COLUMN allowed_networks TEXT NOT NULL DEFAULT '[]';
