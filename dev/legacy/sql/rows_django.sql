-- What people left behind in Django's own tables.

INSERT INTO django_admin_log (
    action_time, object_id, object_repr, action_flag, change_message, content_type_id, user_id
)
SELECT timestamptz '2025-09-01 10:00+05:30' + n * interval '7 hours', n::text, license_number, 2,
    '[{"changed": {"fields": ["User comment"]}}]', django_content_type.id, 1 + n % 5
FROM generate_series(1, 200) AS n
JOIN license_licensedetailsmodel AS license ON license.id = n
JOIN django_content_type ON app_label = 'license' AND model = 'licensedetailsmodel'
ORDER BY n;

INSERT INTO django_session (session_key, session_data, expire_date)
SELECT md5('session ' || n), '', timestamptz '2025-11-20 10:00+05:30' - n * interval '1 day'
FROM generate_series(1, 30) AS n;
